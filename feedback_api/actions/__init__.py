"""What people do with requests: each one change, in the session it is given."""
