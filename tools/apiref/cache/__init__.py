"""Where results are kept between runs."""
