"""The field tables: a row for each field, from which options, dialogs, lists, sheets and exports are made."""
