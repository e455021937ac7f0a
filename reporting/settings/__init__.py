"""What the administrator sets without a developer."""
