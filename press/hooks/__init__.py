"""The press desk in the admin, one subject a file."""
