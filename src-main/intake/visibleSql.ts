/**
 * True of a row `m` of matter that the caller may know of. Every query that lists, counts, searches or names
 * matters for a person has it in its WHERE and binds `@me` to his id.
 */
export const VISIBLE =
  '(m.is_sealed = 0 OR EXISTS (SELECT 1 FROM matter_access a WHERE a.matter_id = m.id AND a.user_id = @me))'

/**
 * The opposite, for taking the few hidden rows off a count that an index answers alone. Read `FROM` {@link SEALED}:
 * left to itself SQLite would walk all rows of the filter to find them.
 */
export const HIDDEN =
  'm.is_sealed = 1 AND NOT EXISTS (SELECT 1 FROM matter_access a WHERE a.matter_id = m.id AND a.user_id = @me)'

export const SEALED = 'matter m INDEXED BY matter_sealed'

/** True of a row `p` of party whom the caller may know of: one who is in a matter that he may know of, himself or as a duplicate. */
export const PARTY_VISIBLE = `EXISTS (SELECT 1 FROM party same JOIN matter_party mp ON mp.party_id = same.id JOIN matter m ON m.id = mp.matter_id
  WHERE (same.id = p.id OR same.merged_into = p.id) AND ${VISIBLE})`
