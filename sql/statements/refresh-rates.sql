SELECT refresh_rates() AS changed
