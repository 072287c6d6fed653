"""Large consultations: work in parts, on as many processes and machines as there are."""
