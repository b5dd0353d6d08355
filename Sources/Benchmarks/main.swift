print("ratios")
