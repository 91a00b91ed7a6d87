"""Questions asked of finished records: nothing is read anew, everything follows from what the record holds."""
