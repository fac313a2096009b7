"""The doctor: checks what the hub stands on, whether it runs or not, and changes nothing."""
