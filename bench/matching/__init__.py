"""Finding help among 2,000 service providers while 5,000 requests are open: `bench/matching/run`."""
