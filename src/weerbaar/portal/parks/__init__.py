"""Areas: business parks, shopping streets and rural areas, who lies on them and who works for them."""
