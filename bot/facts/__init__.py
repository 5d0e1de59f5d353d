"""Facts as people read them: values in a language, put into their places in an answer."""
