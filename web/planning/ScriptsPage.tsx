import { useNavigate } from 'react-router'
import { createScript, listScripts } from '../../server/scripts/contract.ts'
import type { AnswerOf } from '../kit/api.ts'
import { useList } from '../kit/ask.ts'
import { Button } from '../kit/Button.tsx'
import { Empty } from '../kit/Empty.tsx'
import { Page } from '../kit/Page.tsx'
import { Status } from '../kit/Status.tsx'
import { type Column, Table } from '../kit/Table.tsx'
import { Num, Time } from '../kit/Time.tsx'
import { useT } from '../kit/words.ts'

type ScriptRow = AnswerOf<typeof listScripts>['items'][number]

/** All scripts: those that can still be changed and those that a campaign relies on. */
export function ScriptsPage() {
  const t = useT()
  const navigate = useNavigate()
  const list = useList(listScripts, {}, { topics: ['campaigns', 'scripts'] })
  const add = (
    <Button type="primary" needs={createScript} onClick={() => navigate('/scripts/new')}>
      {t('planning.new-script')}
    </Button>
  )
  return (
    <Page title={t('planning.scripts')} hint={t('planning.scripts-hint')} action={list.rows?.length !== 0 && add}>
      <Table
        label={t('planning.scripts')}
        list={list}
        rowKey={row => row.id}
        onOpen={row => navigate(`/scripts/${row.id}`)}
        empty={<Empty title={t('planning.no-scripts')} hint={t('planning.no-scripts-hint')} action={add} />}
        columns={useColumns()}
      />
    </Page>
  )
}

function useColumns(): Column<ScriptRow>[] {
  const t = useT()
  return [
    { key: 'name', title: t('planning.name'), phone: 'title', value: row => <strong>{row.name}</strong> },
    {
      key: 'questions',
      title: t('planning.question-count'),
      width: 100,
      right: true,
      value: row => <Num value={row.questionCount} />,
    },
    {
      key: 'minutes',
      title: t('planning.minutes'),
      width: 140,
      right: true,
      value: row => t('planning.minutes-count', { minutes: row.minutes }),
    },
    {
      key: 'state',
      title: t('planning.state'),
      width: 160,
      value: row =>
        row.frozenAt ? (
          <Status feel="info">{t('planning.frozen')}</Status>
        ) : (
          <Status feel="quiet">{t('planning.editable')}</Status>
        ),
    },
    { key: 'by', title: t('planning.written-by'), value: row => row.createdBy.name },
    { key: 'updated', title: t('planning.updated-at'), value: row => <Time at={row.updatedAt} /> },
  ]
}
