declare module 'exceljs/lib/utils/parse-sax.js' {
  interface SaxTag {
    name: string
    attributes: Record<string, string>
  }
  export type SaxEvent = { eventType: 'opentag' | 'closetag'; value: SaxTag } | { eventType: 'text'; value: string }
  /** Reads XML from pieces of text; answers the events of each piece. */
  export default function parseSax(pieces: AsyncIterable<string>): AsyncGenerator<SaxEvent[], void, void>
}
