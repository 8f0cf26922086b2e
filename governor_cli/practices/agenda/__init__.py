"""The agenda of the weekly sync: what a meeting has to look at, as tables that gov can write anew."""
