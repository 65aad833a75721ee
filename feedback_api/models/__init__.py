"""What is kept about requests, and the rules that each thing keeps by itself."""
