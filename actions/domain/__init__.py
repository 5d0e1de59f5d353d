"""Plain values and pure rules; nothing here waits, sends or stores."""
