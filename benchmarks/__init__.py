"""Speed, as ratios in one run: figures of one machine say nothing of another."""
