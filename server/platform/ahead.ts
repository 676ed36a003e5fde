/**
 * Yields what a source yields, and has it work on the next meanwhile. When nobody takes any more, what it is working on is
 * left to itself.
 */
export async function* ahead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = source.next()
  while (true) {
    const { done, value } = await next
    if (done) return
    next = source.next()
    // Should the taker fail, the failure of the next is nobody's to hear of.
    next.catch(() => {})
    yield value
  }
}
