"""A trial: what would become of these mails, in a real mailbox, read by a complete hub?"""
