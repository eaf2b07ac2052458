-- The region that two codes lie in together: 12, 9, 6, 4 or 2 digits, or none.
create function region_in_common(a text, b text) returns text language sql immutable as $$
    select coalesce(max(left(a, d)), '') from unnest(array[2, 4, 6, 9, 12]) d
    where length(a) >= d and length(b) >= d and left(a, d) = left(b, d)
$$;
