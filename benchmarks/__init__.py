"""Speed, where it can be beside something plain: one machine's figures say little of another's."""
