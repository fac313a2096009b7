/** What a role gives: module, how much, whose. With `put` it can be changed. */
import { NativeSelect, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Grants } from "../asking";
import styles from "../people.module.css";
import { grantOf, LEVELS, MODULES, type Module, SCOPES } from "./modules";

type Grant = NonNullable<Grants[Module]>;

interface Props {
  name: string;
  grants: Grants;
  put?: (module: Module, grant: Grant) => void;
}

export function GrantTable({ name, grants, put }: Props) {
  const { t } = useTranslation("people");
  return (
    <div className={styles.wide}>
      <Table aria-label={t("givesOf", { name })} verticalSpacing={4} miw={430}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("module")}</Table.Th>
            <Table.Th>{t("level")}</Table.Th>
            <Table.Th>{t("scope")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {MODULES.map((module) => (
            <Table.Tr key={module}>
              <Table.Th scope="row">{t(`module_.${module}`)}</Table.Th>
              <Cells module={module} grant={grantOf(grants, module)} put={put} />
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function Cells({ module, grant, put }: { module: Module; grant: Grant; put: Props["put"] }) {
  const { t } = useTranslation("people");
  const nothing = grant.level === "none";
  if (!put)
    return (
      <>
        <Table.Td>{t(`level_.${grant.level}`)}</Table.Td>
        <Table.Td>{nothing ? "—" : t(`scope_.${grant.scope}`)}</Table.Td>
      </>
    );
  return (
    <>
      <Table.Td>
        <NativeSelect
          size="xs"
          aria-label={t("levelOf", { module: t(`module_.${module}`) })}
          data={LEVELS.map((value) => ({ value, label: t(`level_.${value}`) }))}
          value={grant.level}
          onChange={(event) =>
            put(module, { ...grant, level: event.currentTarget.value as Grant["level"] })
          }
        />
      </Table.Td>
      <Table.Td>
        <NativeSelect
          size="xs"
          aria-label={t("scopeOf", { module: t(`module_.${module}`) })}
          data={SCOPES.map((value) => ({ value, label: t(`scope_.${value}`) }))}
          value={grant.scope}
          disabled={nothing}
          onChange={(event) =>
            put(module, { ...grant, scope: event.currentTarget.value as Grant["scope"] })
          }
        />
      </Table.Td>
    </>
  );
}
