/** The frame: where to go, how the connection is, what is said everywhere. */
export default {
  inbox: "Inbox",
  clients: "Clients",
  now: "Now",
  people: "People",
  me: "Me",
};
