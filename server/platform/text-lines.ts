import { sql } from 'kysely'

/** What ends a line of a text that a statement answers, and a field of a line; no value holds either. */
export const [LINE_END, FIELD_END] = ['\u001e', '\u001f']
/** The same for statements that write such texts. */
export const [LINE, FIELD] = [sql.raw(`'${LINE_END}'`), sql.raw(`'${FIELD_END}'`)]

/** Of a UUID. */
export const ID_LENGTH = 36

/** One of the ids, each as long as any, that a line begins with. */
export const idAt = (line: string, place: number): string => line.slice(place * ID_LENGTH, (place + 1) * ID_LENGTH)

/** The fields of a line after so many ids. */
export const fieldsAfter = (line: string, ids: number): string[] => line.slice(ids * ID_LENGTH).split(FIELD_END)
