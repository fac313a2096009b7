"""Telephony: webhooks in, inbounds out, and who may send them."""
