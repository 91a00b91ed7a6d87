"""What the text says: one module or package a layer; none knows another."""
