import { Form, type FormInstance } from 'antd'
import { useEffect } from 'react'
import { forget, keep } from '../kit/kept.ts'
import { useT } from '../kit/words.ts'

interface PolicyPreviewProps<Item extends object> {
  form: FormInstance<Partial<Item>>
  /** What is in the draft; what is typed besides is kept under the place until it is there too. */
  item: Item
  initial: Item
  place: string
  /** The sentence; `null` while too little is known for one. */
  sentence: (item: Item) => string | null
}

/** How what is being typed reads, as it is typed. */
export function PolicyPreview<Item extends object>(props: PolicyPreviewProps<Item>) {
  const { form, item, initial, place, sentence } = props
  const t = useT()
  const values = Form.useWatch([], form) as Partial<Item> | undefined
  const whole = { ...initial, ...values }
  const text = JSON.stringify(whole)
  const same = !values || text === JSON.stringify({ ...initial, ...item })
  useEffect(() => {
    if (same) return
    keep(place, JSON.parse(text))
  }, [place, same, text])
  useEffect(() => {
    if (values && same) forget(place)
  }, [place, same, values])
  const said = sentence(whole)
  return said === null ? null : (
    <p className="policy-preview" aria-live="polite">
      <span className="policy-preview-lead">{t('policy.preview')}</span>
      {said}
    </p>
  )
}
