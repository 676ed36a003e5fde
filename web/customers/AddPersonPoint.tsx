import { addPersonPoint } from '../../server/customers/persons-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useSay } from '../kit/say.tsx'
import { useT } from '../kit/words.ts'
import { PointFields } from './AddPoint.tsx'
import type { Person } from './customer-types.ts'

type Given = GivenTo<typeof addPersonPoint>

/** Registers a phone number or an e-mail of a person in charge. */
export function AddPersonPoint({ open, onClose, person }: { open: boolean; onClose: () => void; person: Person }) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<Given['body'], Given, AnswerOf<typeof addPersonPoint>>
      title={`${person.name} · ${t('customers.add-point')}`}
      submit={t('customers.add-point')}
      open={open}
      onClose={onClose}
      action={useDo(addPersonPoint, { topics: ['customers', 'contacts'] })}
      given={body => ({ params: { id: person.id }, body })}
      initial={{ kind: 'phone' }}
      onDone={() => say.done(t('customers.person-done'))}
    >
      <PointFields />
    </FormDrawer>
  )
}
