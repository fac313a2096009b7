/** Clients: the list and the search. */
export default {
  region: "Clients",
  list: "All clients",
  find: "Find a client",
  findHow: "Name, phone, mail or words",
  nameless: "No name",
  choose: "Choose a client in the list: the card opens here.",
  empty: "No clients yet: a card comes with the first message, call or form.",
  nothing: "Nothing found. Try how a name begins, a whole phone number or a word they wrote.",
  more: "There may be older ones: say more precisely what you look for.",
  cards: "Cards",
  messages: "In messages",
  export: "Export as CSV",
  exportHow: "Export as CSV, up to 10,000 rows. The export is written into the log.",
  exported: "The file clients.csv is ready",
};
