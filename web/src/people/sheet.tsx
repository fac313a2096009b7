/** The sheet that stands before the door: one thing to do, its name above it. */
import type { ReactNode } from "react";
import { useEffect } from "react";
import styles from "./door.module.css";

export function Sheet({ title, children }: { title: string; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Omnihub`;
    return () => {
      document.title = "Omnihub";
    };
  }, [title]);
  return (
    <main className={styles.page}>
      <div className={styles.sheet}>
        <p className={styles.mark}>Omnihub</p>
        <h1 className={styles.title}>{title}</h1>
        {children}
      </div>
    </main>
  );
}
