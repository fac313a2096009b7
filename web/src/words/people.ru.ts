/** Люди: вход и всё, что о сотрудниках. */
export default {
  signIn: "Вход",
  login: "Логин",
  password: "Пароль",
  code: "Код из приложения",
  enter: "Войти",
};
