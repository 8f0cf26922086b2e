"""The five DORA metrics: pure functions of deployments, of the history behind them, and of incidents."""
