"""What is looked at before the words of pages and of support categories go to the public."""
