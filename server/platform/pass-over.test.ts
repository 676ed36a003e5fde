import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { FORM_AT_MOST, passOver } from './pass-over.ts'

async function passed(work: (form: PassThrough) => void): Promise<(Error | null)[]> {
  const form = new PassThrough()
  const told: (Error | null)[] = []
  passOver(form, error => told.push(error))
  work(form)
  await new Promise(done => setImmediate(() => setImmediate(done)))
  return told
}

describe('a form of which nothing is read', () => {
  test('is passed over to its end', async () => {
    expect(await passed(form => form.end(Buffer.alloc(FORM_AT_MOST)))).toEqual([null])
  })

  test('is refused once it is too large, before its end', async () => {
    const told = await passed(form => {
      form.write(Buffer.alloc(FORM_AT_MOST))
      form.write('x')
    })
    expect(told).toMatchObject([{ kind: 'too-large' }])
  })

  test('is refused once where its sender leaves or the connection breaks', async () => {
    expect(await passed(form => form.destroy())).toMatchObject([{ statusCode: 400 }])
    expect(await passed(form => form.destroy(new Error('reset')))).toMatchObject([{ message: 'reset' }])
  })
})
