"""Published policies of other organisations, and the registers of what their texts say."""
