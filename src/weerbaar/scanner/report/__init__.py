"""Floor 6: one document model, printed in many forms. The order is fixed: sentence, three first, fine, details, how measured."""
