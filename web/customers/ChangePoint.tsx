import { Form, Input, Select } from 'antd'
import { changeContactPoint, PointOwnership } from '../../server/customers/points-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { type Point, PointMark } from './PointMark.tsx'

type Given = GivenTo<typeof changeContactPoint>
type Body = NonNullable<Given['body']>

interface ChangePointProps {
  open: boolean
  onClose: () => void
  point: Point
  /** All of the customer's, for the place among them. */
  all: readonly Point[]
}

/** Whose a contact point is, its extension, and its place in the order of dialling. */
export function ChangePoint({ open, onClose, point, all }: ChangePointProps) {
  const t = useT()
  const say = useSay()
  const byRank = all.toSorted((a, b) => a.rank - b.rank)
  const place = byRank.findIndex(one => one.id === point.id) + 1
  const bodyOf = (values: Body): Body => ({
    ownership: values.ownership,
    ...(values.place !== place && { place: values.place }),
    ...(point.kind === 'phone' && { extension: values.extension ?? '' }),
  })
  return (
    <FormDrawer<Body, Given, AnswerOf<typeof changeContactPoint>>
      title={t('customers.point-edit')}
      submit={t('customers.edit')}
      open={open}
      onClose={onClose}
      action={useDo(changeContactPoint, { topics: ['customers', 'contacts'] })}
      given={values => ({ params: { id: point.id }, body: bodyOf(values) })}
      initial={{ ownership: point.ownership, extension: point.extension, place }}
      onDone={() => say.done(t('customers.point-edited'))}
    >
      <p className="form-note">
        <PointMark point={point} />
      </p>
      <Form.Item name="ownership" label={t('customers.ownership')}>
        <Select options={PointOwnership.options.map(one => ({ value: one, label: t(`customers.ownership-${one}`) }))} />
      </Form.Item>
      {point.kind === 'phone' && (
        <Form.Item
          name="extension"
          label={t('customers.extension')}
          extra={t('customers.extension-hint')}
          rules={[{ pattern: /^\d{0,8}$/, message: t('customers.extension-hint') }]}
        >
          <Input maxLength={8} inputMode="numeric" autoComplete="off" />
        </Form.Item>
      )}
      <Form.Item name="place" label={t('customers.place-in-order')} extra={t('customers.place-hint')}>
        <Select options={byRank.map((_, at) => ({ value: at + 1, label: String(at + 1) }))} />
      </Form.Item>
    </FormDrawer>
  )
}
