"""⑦ many cores, many machines: inputs in shards, shards to Parquet, a lake of them asked with SQL."""
