-- Why: a young ledger was read from end to end for every round of hand-outs, because plans are kept from when it was empty.

alter function contact_histories(uuid, uuid[], timestamptz) set enable_seqscan to off;
