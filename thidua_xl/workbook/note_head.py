"""How a comment begins that the program puts into a form: by it ours are told from those of people."""

HEAD = "CẦN SỬA"
