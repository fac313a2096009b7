"""Access: who somebody is, what their role lets them do, and how far it reaches."""
