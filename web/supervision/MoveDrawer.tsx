import { Drawer, Form, Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import { checkAppointment, moveAppointment } from '../../server/followups/steering-contract.ts'
import { instantOf, localOf } from '../customers/local-time.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { useMe } from '../kit/me.ts'
import { ProblemNote } from '../kit/Problem.tsx'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import type { Appointment } from './AppointmentsPage.tsx'
import { usePeople } from './people.ts'

/** An appointment that is to be moved; `at` is where it was dropped, `null` when the time is still to be chosen. */
export interface Move {
  row: Appointment
  at: Temporal.Instant | null
}

/** Moves an appointment: another time, another agent; what the contact policy says stands there before it is saved. */
export function MoveDrawer({ move, onClose }: { move: Move | null; onClose: () => void }) {
  const t = useT()
  return (
    <Drawer
      title={move?.row.customerName ?? t('supervision.move-appointment')}
      open={move !== null}
      onClose={onClose}
      size={440}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      destroyOnHidden
    >
      {move && <Moving key={move.row.id} move={move} onClose={onClose} />}
    </Drawer>
  )
}

const ANYONE = 'anyone'

function Moving({ move: { row, at: dropped }, onClose }: { move: Move; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  const zone = useMe().organisation.timeZone
  const { workers } = usePeople()
  const before = row.appointmentAt ? Temporal.Instant.from(row.appointmentAt) : null
  const start = dropped ?? before
  const [local, setLocal] = useState(start ? localOf(start, zone) : '')
  const known = workers.find(({ label }) => label === row.reservedForName)?.value ?? ANYONE
  const [chosen, setChosen] = useState<string | null>(null)
  const keptFor = chosen ?? known
  const [note, setNote] = useState('')
  const at = instantOf(local, zone) ?? ''
  const staffId = keptFor === ANYONE ? null : keptFor
  const unchanged = at === '' || (keptFor === known && before?.equals(Temporal.Instant.from(at)))
  const move = useDo(moveAppointment, {
    topics: ['followups'],
    onDone: () => {
      say.done(t('supervision.moved-done'))
      onClose()
    },
  })
  const send = () => move.mutate({ params: { id: row.id }, body: { at, staffId, note } })
  return (
    <Form layout="vertical" onFinish={send}>
      <ProblemNote error={move.error} />
      <p className="drawer-note">
        {row.reason}
        <br />
        {row.reservedForName ?? t('supervision.for-anyone')} <Time at={row.appointmentAt} />
      </p>
      <Form.Item label={t('supervision.new-time')} htmlFor="move-time">
        <Input
          id="move-time"
          type="datetime-local"
          autoFocus
          value={local}
          onChange={event => setLocal(event.target.value)}
        />
      </Form.Item>
      <Form.Item label={t('supervision.kept-for-whom')} htmlFor="move-for">
        <Select
          id="move-for"
          value={keptFor}
          onChange={setChosen}
          showSearch={{ optionFilterProp: 'label' }}
          options={[{ value: ANYONE, label: t('supervision.for-anyone') }, ...workers]}
        />
      </Form.Item>
      <Form.Item label={`${t('supervision.note')} (${t('supervision.optional')})`} htmlFor="move-note">
        <Input.TextArea id="move-note" value={note} maxLength={500} onChange={event => setNote(event.target.value)} />
      </Form.Item>
      {!unchanged && <SaidOfTime id={row.id} at={at} staffId={staffId} />}
      <div className="drawer-actions">
        <Button
          type="primary"
          needs={moveAppointment}
          whyNot={unchanged && t('supervision.change-time-first')}
          loading={move.isPending}
          onClick={send}
        >
          {t('supervision.move-appointment')}
        </Button>
        <Button onClick={onClose}>{t('kit.cancel')}</Button>
      </div>
    </Form>
  )
}

const TYPING_MS = 400

/** What the contact policy says to the time, and what else the agent has agreed to around it. */
function SaidOfTime({ id, at, staffId }: { id: string; at: string; staffId: string | null }) {
  const t = useT()
  const [asked, setAsked] = useState({ at, staffId })
  useEffect(() => {
    const waiting = setTimeout(() => setAsked({ at, staffId }), TYPING_MS)
    return () => clearTimeout(waiting)
  }, [at, staffId])
  const check = useDo(checkAppointment, { topics: [] })
  const { mutate } = check
  useEffect(() => {
    if (asked.at) mutate({ params: { id }, body: asked })
  }, [asked, id, mutate])
  if (check.error) return <ProblemNote error={check.error} />
  if (!check.data) return <p className="muted">{t('supervision.checking-time')}</p>
  const { verdict, clashes } = check.data
  return (
    <section className="time-verdict" aria-live="polite">
      <Status feel={verdict.kind === 'allow' ? 'good' : 'bad'}>
        {verdict.kind === 'allow' ? t('supervision.time-allowed') : verdict.sentence}
      </Status>
      {verdict.reasons.map(reason => (
        <p key={reason.code} className="muted">
          {reason.sentence}
        </p>
      ))}
      {clashes.map(clash => (
        <p key={clash.id}>
          <Status feel="warn">
            <Clash name={clash.customerName} at={clash.at} />
          </Status>
        </p>
      ))}
    </section>
  )
}

function Clash({ name, at }: { name: string; at: string }) {
  const t = useT()
  const zone = useMe().organisation.timeZone
  const time = Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' })
  return <>{t('supervision.clashes-with', { name, time })}</>
}
