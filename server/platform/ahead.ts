/**
 * Yields what a source yields, and has it work on the next meanwhile. When nobody takes any more, what it is working on is
 * left to itself.
 * @param most how many of the next it may be working on
 */
export async function* ahead<T>(source: AsyncGenerator<T>, most = 1): AsyncGenerator<T> {
  const coming: Promise<IteratorResult<T>>[] = []
  const start = () => {
    const next = source.next()
    // Should the taker fail, the failure of the next is nobody's to hear of.
    next.catch(() => {})
    coming.push(next)
  }
  for (let n = 0; n < most; n++) start()
  while (true) {
    const { done, value } = await coming.shift()!
    if (done) return
    start()
    yield value
  }
}
