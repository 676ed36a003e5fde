const NUMBER = /(\+?\d[\d-]{5,}\d)/

/** A text that is read aloud: a telephone number in it never breaks over two lines. */
export function Spoken({ children }: { children: string }) {
  return children.split(NUMBER).map((piece, n) =>
    n % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places.
      <span key={n} className="num">
        {piece}
      </span>
    ) : (
      piece
    ),
  )
}
