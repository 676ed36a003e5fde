import { Form, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { enterNotice, readNotice } from '../../server/calendars/holiday-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { ProblemNote } from '../kit/Problem.tsx'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { Day } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

interface EnterNoticeProps {
  open: boolean
  year: number
  onClose: () => void
}

type Read = AnswerOf<typeof readNotice>

/** The notice of the state on the holidays of a year, pasted as it stands, read, and kept once nothing is doubtful. */
export function EnterNotice({ open, year: given, onClose }: EnterNoticeProps) {
  const t = useT()
  const say = useSay()
  const [read, setRead] = useState<Read | null>(null)
  const reading = useDo(readNotice, { topics: [], onDone: setRead })
  const enter = useDo(enterNotice, { topics: ['calendars', 'cases', 'contacts'] })
  return (
    <FormDrawer<{ year: number; text: string; source: string }, GivenTo<typeof enterNotice>, unknown>
      title={t('calendars.enter-notice')}
      submit={t('calendars.save-notice', { year: given })}
      open={open}
      onClose={onClose}
      width={620}
      action={enter}
      initial={{ year: given }}
      given={({ year, source }) => ({ body: { year, source, days: read?.days ?? [] } })}
      onDone={() => say.done(t('calendars.notice-saved', { year: given }))}
    >
      {form => (
        <>
          <p className="muted panel-hint">{t('calendars.notice-hint')}</p>
          <Form.Item name="year" label={t('calendars.holiday-year')} rules={[{ required: true }]}>
            <InputNumber min={2000} max={2100} precision={0} disabled />
          </Form.Item>
          <Form.Item name="text" label={t('calendars.notice-text')} rules={[{ required: true }]}>
            <Input.TextArea rows={10} maxLength={20_000} onChange={() => setRead(null)} />
          </Form.Item>
          <Button
            loading={reading.isPending}
            onClick={() => {
              const { year, text = '' } = form.getFieldsValue()
              reading.mutate(
                { body: { year, text } },
                { onSuccess: ({ source }) => source && form.setFieldValue('source', source) },
              )
            }}
          >
            {t('calendars.read-notice')}
          </Button>
          <ProblemNote error={reading.error} />
          {read && <ReadDays read={read} />}
          <Form.Item
            name="source"
            label={t('calendars.notice-source')}
            style={{ marginTop: 16 }}
            rules={[
              { required: true, whitespace: true },
              {
                validator: () => {
                  if (!read) return Promise.reject(new Error(t('calendars.notice-first')))
                  if (read.problems.some(problem => problem.blocking)) {
                    return Promise.reject(new Error(t('calendars.notice-blocked')))
                  }
                  return Promise.resolve()
                },
              },
            ]}
          >
            <Input maxLength={300} />
          </Form.Item>
        </>
      )}
    </FormDrawer>
  )
}

function ReadDays({ read }: { read: Read }) {
  const t = useT()
  const off = read.days.filter(day => day.kind === 'holiday').length
  return (
    <div style={{ marginTop: 16 }}>
      <Status feel={read.problems.some(problem => problem.blocking) ? 'bad' : 'good'}>
        {t('calendars.notice-preview', { off, work: read.days.length - off })}
      </Status>
      {read.problems.length > 0 && (
        <>
          <h3 className="section-title">{t('calendars.notice-problems')}</h3>
          <ul className="notice-problems">
            {read.problems.map(problem => (
              <li key={`${problem.code} ${problem.text}`}>
                {problem.sentence} {problem.text}
              </li>
            ))}
          </ul>
        </>
      )}
      <ul className="notice-days">
        {read.days.map(row => (
          <li key={row.day}>
            <Day on={row.day} /> <Weekday day={row.day} />
            <b>{row.kind === 'holiday' ? row.name : t('calendars.kind-make-up-workday')}</b>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** A day's weekday in words. */
export function Weekday({ day }: { day: string }) {
  const t = useT()
  return <span className="faint">{t(`calendars.day-${Temporal.PlainDate.from(day).dayOfWeek as 1}`)}</span>
}
