/** People: signing in, and all that is about employees. */
export default {
  signIn: "Sign in",
  login: "Login",
  password: "Password",
  code: "Code from the app",
  enter: "Sign in",
};
