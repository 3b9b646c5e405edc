"""What helps to help: the user's state folder, the log for support, the details that a report needs."""
