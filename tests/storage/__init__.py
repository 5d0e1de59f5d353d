"""What is remembered stays so, in whichever database."""
