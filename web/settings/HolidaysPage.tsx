import './admin.css'
import './calendars.css'
import { App, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { correctHoliday, enterNotice, readHolidays, withdrawNotice } from '../../server/calendars/holiday-contract.ts'
import type { AnswerOf, GivenTo } from '../kit/api.ts'
import { useAsk, useDo } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { FormDrawer } from '../kit/FormDrawer.tsx'
import { useMe } from '../kit/me.ts'
import { Page } from '../kit/Page.tsx'
import type { ProblemNote } from '../kit/Problem.tsx'
import { Status } from '../kit/Status.tsx'
import { useSay } from '../kit/say.tsx'
import { rowsAsList, Table } from '../kit/Table.tsx'
import { Day, useNow } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'
import { EnterNotice, Weekday } from './EnterNotice.tsx'

type Year = AnswerOf<typeof readHolidays>

/** The public holidays of a year: where they come from, the days, and what the organisation changed itself. */
export function HolidaysPage() {
  const t = useT()
  const say = useSay()
  const { modal } = App.useApp()
  const thisYear = useNow().toZonedDateTimeISO(useMe().organisation.timeZone).year
  const [search, setSearch] = useSearchParams()
  const year = Number(search.get('year')) || thisYear
  const [entering, setEntering] = useState(false)
  const [correcting, setCorrecting] = useState(false)
  const asked = useAsk(readHolidays, { query: { year } })
  const found = asked.data
  const withdraw = useDo(withdrawNotice, { onDone: () => say.done(t('calendars.withdrawn')) })
  const askToWithdraw = () =>
    modal.confirm({
      title: t('calendars.withdraw-sure', { year }),
      content: t('calendars.withdraw-effect'),
      okText: t('calendars.withdraw-notice'),
      onOk: () => withdraw.mutateAsync({ query: { year } }).catch(say.problem),
    })
  const enter = (
    <Button type="primary" needs={enterNotice} onClick={() => setEntering(true)}>
      {found?.state === 'missing' ? t('calendars.enter-notice') : t('calendars.replace-notice')}
    </Button>
  )
  return (
    <Page
      title={t('calendars.holidays')}
      hint={t('calendars.holidays-hint')}
      action={
        <>
          <Button needs={correctHoliday} onClick={() => setCorrecting(true)}>
            {t('calendars.correct-day')}
          </Button>
          {enter}
        </>
      }
    >
      <div className="year-head">
        <Select
          aria-label={t('calendars.holiday-year')}
          value={year}
          onChange={value => setSearch({ year: String(value) }, { replace: true })}
          options={[-2, -1, 0, 1, 2].map(n => ({ value: thisYear + n, label: String(thisYear + n) }))}
          style={{ width: 100 }}
        />
        {found && (
          <Status feel={found.state === 'missing' ? 'warn' : 'good'}>{t(`calendars.state-${found.state}`)}</Status>
        )}
        {found?.source && (
          <p>
            {t('calendars.source')} {found.source}
          </p>
        )}
        {found?.state === 'own' && (
          <Button size="small" needs={withdrawNotice} onClick={askToWithdraw}>
            {t('calendars.withdraw-notice')}
          </Button>
        )}
      </div>
      <Days
        found={found}
        problem={asked.error}
        retry={() => void asked.refetch()}
        empty={<Empty title={t('calendars.state-missing')} hint={t('calendars.state-missing-hint')} action={enter} />}
      />
      <EnterNotice key={`${year} ${entering}`} open={entering} year={year} onClose={() => setEntering(false)} />
      <Correct open={correcting} onClose={() => setCorrecting(false)} />
    </Page>
  )
}

interface DaysProps {
  found: Year | undefined
  problem: Parameters<typeof ProblemNote>[0]['error']
  retry: () => void
  empty: React.ReactNode
}

function Days({ found, problem, retry, empty }: DaysProps) {
  const t = useT()
  const say = useSay()
  const correct = useDo(correctHoliday)
  return (
    <Table
      label={t('calendars.holidays')}
      list={{ ...rowsAsList(found?.days ?? []), rows: found?.days, problem: problem as null, retry }}
      rowKey={row => row.day}
      empty={empty}
      columns={[
        {
          key: 'day',
          title: t('calendars.day'),
          phone: 'title',
          value: row => (
            <>
              <Day on={row.day} /> <Weekday day={row.day} />
            </>
          ),
        },
        {
          key: 'kind',
          title: t('calendars.kind'),
          value: row => (
            <Status feel={row.kind === 'holiday' ? 'good' : row.kind === 'ordinary' ? 'quiet' : 'info'}>
              {t(`calendars.kind-${row.kind}`)}
            </Status>
          ),
        },
        { key: 'name', title: t('calendars.day-name'), value: row => row.name || '–' },
        { key: 'origin', title: t('calendars.origin'), value: row => t(`calendars.origin-${row.origin}`) },
        {
          key: 'do',
          title: '',
          width: 100,
          right: true,
          value: row =>
            row.origin === 'correction' && (
              <Button
                size="small"
                type="text"
                needs={correctHoliday}
                onClick={() =>
                  correct.mutate(
                    { body: { day: row.day, kind: null } },
                    { onError: say.problem, onSuccess: () => say.done(t('calendars.corrected')) },
                  )
                }
              >
                {t('calendars.take-back')}
              </Button>
            ),
        },
      ]}
    />
  )
}

function Correct({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  const say = useSay()
  return (
    <FormDrawer<GivenTo<typeof correctHoliday>['body'], GivenTo<typeof correctHoliday>, unknown>
      title={t('calendars.correct-day')}
      submit={t('settings.save')}
      open={open}
      onClose={onClose}
      action={useDo(correctHoliday, { topics: ['calendars', 'cases', 'contacts'] })}
      given={body => ({ body })}
      initial={{ kind: 'holiday' }}
      onDone={() => say.done(t('calendars.corrected'))}
    >
      <p className="muted panel-hint">{t('calendars.correct-hint')}</p>
      <Form.Item name="day" label={t('calendars.day')} rules={[{ required: true }]}>
        <Input type="date" />
      </Form.Item>
      <Form.Item name="kind" label={t('calendars.kind')} rules={[{ required: true }]}>
        <Select
          options={(['holiday', 'make-up-workday', 'ordinary'] as const).map(kind => ({
            value: kind,
            label: t(`calendars.kind-${kind}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="name" label={t('calendars.day-name')}>
        <Input maxLength={60} />
      </Form.Item>
    </FormDrawer>
  )
}
