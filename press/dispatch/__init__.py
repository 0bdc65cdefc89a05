"""Releases by email: who is sent one, what they read, and handing it to the mail server.

    audience        who is sent a version, and whom the desk has to telephone
    message         the email itself
    handing_over    one message to the mail server, and what is certain of it afterwards
    address_list    a list of addresses as it was typed (pure)
    comparing       such a list against the reporters that are known

The verbs are in press/actions/dispatching.py and subscribing.py.
"""
